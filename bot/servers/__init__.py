"""What belongs to a server as a whole: its settings, who may use what and how often, its coming and going."""

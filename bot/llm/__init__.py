"""A language model, asked with prompts that are files, within a budget and with patience."""

"""From an article to candidate statements, without a model: rules on sentences in both languages."""

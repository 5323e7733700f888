"""What a site, a service and a runbook are, and how YAML and Markdown become them."""

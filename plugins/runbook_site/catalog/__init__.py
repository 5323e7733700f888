"""Every command of every runbook as one addressable entry."""

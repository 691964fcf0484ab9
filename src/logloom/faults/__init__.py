"""Faults of a job, told to a server of the Sentry protocol, through a spool that survives what kills the job."""

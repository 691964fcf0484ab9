"""logloom: one schema file, and from it everything that a training job's logs need."""

__all__ = ["__version__"]

__version__ = "0.1.0"

"""Bridges from the frameworks that train: one module for each, loaded with the framework that it needs.

`logloom.log.install()` is the bridge from the standard library's `logging`.
"""

"""The language: every shape a designer writes, read with exact places and turned into data for the engine.

Nothing here trusts a file: whatever the bytes, reading ends in data or in diagnostics, never in a traceback.
"""

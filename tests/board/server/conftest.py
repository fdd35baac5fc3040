"""The databases of the store's tests."""

from tests.board.store.conftest import on_postgres, postgres, where

__all__ = ["on_postgres", "postgres", "where"]

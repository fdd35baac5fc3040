"""The two looks of the game: one accent each, high contrast, and a loud colour kept for the person's words."""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="own-dark",
    dark=True,
    primary="#e3b062",
    secondary="#8fb8b2",
    accent="#e3b062",
    warning="#e3b062",
    error="#ec8f7f",
    success="#9cc59a",
    foreground="#cfd3d8",
    background="#15171c",
    surface="#1b1e24",
    panel="#252a32",
    variables={
        "loud": "#ffffff",
        "quiet": "#98a0ab",
        "line": "#3a404a",
        "block-cursor-background": "#2d333d",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#23272e",
        "block-cursor-blurred-foreground": "#cfd3d8",
        "block-hover-background": "#23272e",
        "footer-background": "#15171c",
        "footer-key-foreground": "#e3b062",
        "footer-description-foreground": "#98a0ab",
        "input-selection-background": "#e3b062 35%",
    },
)

LIGHT: Final = Theme(
    name="own-light",
    dark=False,
    primary="#7d4e00",
    secondary="#2c6660",
    accent="#7d4e00",
    warning="#7d4e00",
    error="#9c2f20",
    success="#2f6b31",
    foreground="#33373d",
    background="#faf8f3",
    surface="#f2efe7",
    panel="#e9e4d8",
    variables={
        "loud": "#000000",
        "quiet": "#5d636c",
        "line": "#c9c3b5",
        "block-cursor-background": "#e6dfcd",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#efeade",
        "block-cursor-blurred-foreground": "#33373d",
        "block-hover-background": "#efeade",
        "footer-background": "#faf8f3",
        "footer-key-foreground": "#7d4e00",
        "footer-description-foreground": "#5d636c",
        "input-selection-background": "#7d4e00 25%",
    },
)

THEMES: Final = {"dark": DARK, "light": LIGHT}
"""By what the setting `theme` says."""

OWN_VARIABLES: Final = {name: DARK.variables[name] for name in ("loud", "quiet", "line")}
"""The variables Textual doesn't know, so that our style sheets parse whatever theme is on."""

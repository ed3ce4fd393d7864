package dev.partita.ui.command;

import java.util.Locale;

/** The menus of the menu bar in order. */
public enum MenuGroup {
    FILE,
    EDIT,
    VIEW,
    MODEL,
    DEVICES,
    PLAN,
    RUN,
    WINDOW,
    HELP;

    /** The key of its text. */
    public String textKey() {
        return "menu." + name().toLowerCase(Locale.ROOT);
    }
}

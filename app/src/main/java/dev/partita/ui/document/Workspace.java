package dev.partita.ui.document;

import dev.partita.settings.SettingsStore;
import dev.partita.ui.command.Commands;
import dev.partita.ui.look.Look;
import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.LocalRuntime;

/** What every feature of the window is given. */
public record Workspace(
        Texts texts,
        Look look,
        Commands commands,
        Tasks tasks,
        LocalRuntime runtime,
        SettingsStore settings,
        Notices notices,
        Document document,
        LayerDrag drag) {}

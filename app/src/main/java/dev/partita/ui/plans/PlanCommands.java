package dev.partita.ui.plans;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.Workspace;
import java.util.Optional;

/** What can be done with the plan in hand, for menus, palette and keys. */
final class PlanCommands {
    private PlanCommands() {}

    static void add(Workspace workspace, PlansModel model) {
        Commands commands = workspace.commands();
        commands.add(Command.of(
                "plan.new",
                MenuGroup.PLAN,
                "Shortcut+Shift+N",
                () -> model.copy(model.selected().getValue())));
        commands.add(Command.of(
                "plan.rename",
                MenuGroup.PLAN,
                "Shift+F2",
                () -> model.renaming().set(Optional.of(model.selected().getValue()))));
        commands.add(Command.of(
                "plan.delete",
                MenuGroup.PLAN,
                "",
                model.several(),
                () -> model.delete(model.selected().getValue())));
        commands.add(Command.of("plan.next", MenuGroup.PLAN, "Shortcut+Page_Down", model.several(), model::selectNext));
        commands.add(Command.of(
                "plan.compare",
                MenuGroup.PLAN,
                "Shortcut+Shift+D",
                () -> workspace.commands().find("window.tab_compare").ifPresent(Command::run)));
    }
}

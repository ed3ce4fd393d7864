package dev.partita.ui.document;

import dev.partita.i18n.Messages;
import dev.partita.text.Verbatim;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.ShellLine;
import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What was done in the window as command lines, for scripts and for colleagues. */
public final class CommandTwins {
    private CommandTwins() {}

    /** A command line about the open project, such as {@code train}, with the plan that is meant if there are several. */
    public static ShellLine line(Document document, String command, List<String> words) {
        List<String> all = new ArrayList<>(List.of(command, document.path().toString()));
        all.addAll(words);
        if (document.project().get().plans().size() > 1) {
            all.addAll(List.of("--plan", document.planName()));
        }
        return ShellLine.of(all.toArray(String[]::new));
    }

    /** Puts a command's twin onto the clipboard and says so. */
    public static void copy(Command command, Notices notices) {
        command.twinText().ifPresent(text -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            notices.tell(Messages.wording("twin.copied", new Verbatim(text)));
        });
    }

    /** A menu that copies instead of doing, of those commands that have a twin. */
    public static Menu menu(Texts texts, Notices notices, Stream<Command> commands) {
        Menu menu = new Menu();
        menu.textProperty().bind(texts.bound("twin.copy"));
        commands.filter(command -> command.twin().isPresent()).forEach(command -> {
            MenuItem item = new MenuItem();
            item.setId("copy." + command.id());
            item.textProperty().bind(texts.bound(command.textKey()));
            item.disableProperty().bind(javafx.beans.binding.Bindings.not(command.available()));
            item.setOnAction(event -> copy(command, notices));
            menu.getItems().add(item);
        });
        return menu;
    }
}

package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the models that {@code new} starts from. */
@Command(name = "templates")
final class TemplatesCommand implements Runnable {
    private final Session session;

    TemplatesCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.report(new Listing(Templates.all().stream()
                .map(template -> Entry.of(session.messages(), template))
                .toList()));
    }

    record Entry(String name, long parameters, boolean trains, String description, String source) {
        static Entry of(Messages messages, Template template) {
            return new Entry(
                    template.name(),
                    template.publishedParameters(),
                    template.trains(),
                    messages.text(template.description()),
                    messages.text(template.source()));
        }
    }

    record Listing(List<Entry> templates) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(List.of(
                            messages.text("templates.name"),
                            messages.text("templates.parameters"),
                            messages.text("templates.trains"),
                            messages.text("templates.description")))
                    .left(2, 3);
            templates.forEach(entry -> table.row(List.of(
                    entry.name(),
                    Human.count(entry.parameters()),
                    entry.trains() ? messages.text("templates.trains.yes") : "",
                    firstSentence(entry.description()))));
            return table.lines();
        }

        private static String firstSentence(String description) {
            return description.split("(?<=\\. )|(?<=。)", 2)[0].strip();
        }
    }
}

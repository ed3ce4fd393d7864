package dev.partita.template;

import dev.partita.text.Listing;
import dev.partita.text.Nearest;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.stream.Stream;

/** The templates that {@code partita new --template} takes, in the order in which they are listed. */
public final class Templates {
    private static final List<Template> ALL = Stream.of(
                    Stream.of(SmallModels.gptMini(), SmallModels.alexNetFashion(), SmallModels.alexNet()),
                    TextModels.small().stream(),
                    TextModels.published().stream(),
                    ImageModels.templates().stream(),
                    Gpt3Family.templates().stream(),
                    Stream.of(SmallModels.blank()))
            .flatMap(templates -> templates)
            .toList();

    private Templates() {}

    public static List<Template> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Template::name).toList();
    }

    /** @throws UnknownTemplate if no template is called so; the message lists the names, the nearest first */
    public static Template named(String name) {
        return ALL.stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownTemplate(
                        Sentence.of("engine.template.unknown", name, Listing.names(Nearest.first(name, names())))));
    }
}

package dev.partita.cli;

import dev.partita.project.DiskProblem;
import dev.partita.text.Language;
import dev.partita.ui.look.Theme;
import dev.partita.ui.window.Screenshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a picture of the window with a project; needs no display. */
@Command(name = "screenshot")
final class ScreenshotCommand implements Runnable {
    private static final Pattern SIZE = Pattern.compile("(\\d{3,4})x(\\d{3,4})");

    private static final String TAB = "tab.";

    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            descriptionKey = "screenshot.file")
    private Path file = Path.of("");

    @Option(names = "--theme", paramLabel = "light|dark", descriptionKey = "screenshot.theme")
    private String theme = "dark";

    @Option(names = "--size", paramLabel = "WxH", descriptionKey = "screenshot.size")
    private String size = "1600x1000";

    @Option(names = "--tab", paramLabel = "NAME", descriptionKey = "screenshot.tab")
    private String tab = "problems";

    private final Session session;

    ScreenshotCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (!Files.isRegularFile(folder.resolve("project.json"))) {
            throw session.failure(ExitCode.INPUT, "open.no_folder", folder);
        }
        Matcher sizes = SIZE.matcher(size);
        if (!sizes.matches()) {
            throw session.failure(ExitCode.INPUT, "screenshot.bad_size", size);
        }
        List<String> tabs = tabs();
        if (!tabs.contains(tab)) {
            throw session.failure(ExitCode.INPUT, "screenshot.bad_tab", String.join(", ", tabs), tab);
        }
        Theme chosen = Theme.ofKey(theme)
                .filter(known -> known != Theme.SYSTEM)
                .orElseThrow(() -> session.failure(ExitCode.INPUT, "screenshot.bad_theme", theme));
        Language language = session.messages().language();
        int width = Integer.parseInt(sizes.group(1));
        int height = Integer.parseInt(sizes.group(2));
        try {
            new Screenshot(folder, language, chosen, width, height, tab)
                    .write(file, session.surroundings().environment());
        } catch (IOException e) {
            throw DiskProblem.whileWriting(file, e);
        }
    }

    /** The tabs of the window are those that have a name. */
    private List<String> tabs() {
        return session.messages().bundle().keySet().stream()
                .filter(key -> key.startsWith(TAB))
                .map(key -> key.substring(TAB.length()))
                .sorted()
                .toList();
    }
}

package dev.partita.ui.window;

import dev.partita.i18n.Messages;
import dev.partita.journal.ProjectFolder;
import dev.partita.project.ModelFiles;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.DragGhost;
import dev.partita.ui.graph.GraphPane;
import dev.partita.ui.task.Tasks;
import dev.partita.workbench.LocalRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableValue;
import javafx.concurrent.Task;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The window of one project at a time, or of none: then it welcomes. */
public final class MainWindow implements Welcome.Choices {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    /** After which numbers come first. */
    private static final int LONGEST_TO_DRAW_SECONDS = 2;

    private static final double SMALLEST_WIDTH = 800;
    private static final double SMALLEST_HEIGHT = 520;

    private final Stage stage;
    private final UserSettings settings;
    private final LocalRuntime runtime;
    private final Tasks tasks = new Tasks();
    private final BorderPane content = new BorderPane();
    private final Overlay overlay = new Overlay();
    private final Pane ghosts = new Pane();
    private final Tour tour;
    private @Nullable Document document;
    private @Nullable ProjectView project;

    /** Projects that were left while a run of theirs goes on. */
    private int stillTraining;

    private boolean closed;
    private boolean outlived;
    private Commands commands;

    public MainWindow(Stage stage, UserSettings settings) {
        this(stage, settings, WIDTH, HEIGHT);
    }

    public MainWindow(Stage stage, UserSettings settings, double width, double height) {
        this.stage = stage;
        this.settings = settings;
        this.runtime = new LocalRuntime(settings.kernels());
        this.tour = new Tour(settings.texts());
        this.commands = new Commands(settings.texts(), settings.keys());
        StackPane root = new StackPane(
                content, ghosts, new Toasts(settings.notices(), settings.texts()).view(), tour.view(), overlay.view());
        ghosts.setMouseTransparent(true);
        Scene scene = new Scene(root, width, height);
        settings.look().dress(scene);
        FileDrop.accept(scene, this::dropped);
        stage.setScene(scene);
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        tasks.onFailure(settings.notices()::fail);
        stage.setOnCloseRequest(event -> {
            event.consume();
            leave(stage::close);
        });
        stage.setOnHidden(event -> close());
        stage.focusedProperty().subscribe(focused -> {
            if (focused) {
                noticeOutsideChange();
            }
        });
        welcome();
    }

    public void show() {
        stage.show();
        GraphPane.warmUp();
    }

    /** Shows the welcome page in place of a project. */
    private void welcome() {
        letGo();
        commands = new Commands(settings.texts(), settings.keys());
        addShellCommands();
        content.setCenter(
                new Welcome(settings.texts(), commands, settings.store().load(), this).view());
        HBox status = new HBox(new AtWork(settings.texts(), tasks).view());
        status.getStyleClass().add("status-bar");
        content.setBottom(status);
        content.setTop(new Header(settings, commands, overlay, null, List.of()).view());
        stage.titleProperty().unbind();
        stage.setTitle("Partita");
    }

    /** Opens a project in place of the one that is open. */
    @Override
    public void open(Path folder) {
        open(folder, () -> {});
    }

    private void open(Path folder, Runnable then) {
        leave(() -> opening(() -> ProjectFolder.open(folder), folder, then));
    }

    /** @param then is done once the project is shown */
    private void opening(Supplier<ProjectFolder> opened, Path folder, Runnable then) {
        Task<ProjectFolder> task = new Task<>() {
            @Override
            protected ProjectFolder call() {
                updateTitle(settings.texts().now("open.opening", folder.getFileName()));
                return opened.get();
            }
        };
        task.setOnSucceeded(event -> {
            settings.opened(folder);
            CompletableFuture<@Nullable Void> drawn = new CompletableFuture<>();
            show(new Document(
                    task.getValue(),
                    runtime,
                    settings.notices(),
                    drawn.completeOnTimeout(null, LONGEST_TO_DRAW_SECONDS, TimeUnit.SECONDS)));
            if (project != null) {
                project.whenDrawn(() -> drawn.complete(null));
            }
            then.run();
        });
        tasks.start(task);
    }

    private void show(Document next) {
        letGo();
        document = next;
        commands = new Commands(settings.texts(), settings.keys());
        addShellCommands();
        Workspace workspace = new Workspace(
                settings.texts(),
                settings.look(),
                commands,
                tasks,
                runtime,
                settings.store(),
                settings.notices(),
                next,
                new LayerDrag(next));
        addDocumentCommands(next);
        ProjectView shown = new ProjectView(workspace, settings);
        project = shown;
        content.setCenter(shown.view());
        ghosts.getChildren().setAll(new DragGhost(workspace.drag()).view());
        content.setBottom(shown.status());
        content.setTop(new Header(settings, commands, overlay, next, shown.toolbar()).view());
        ObservableValue<String> title = next.project()
                .flatMap(
                        current -> next.dirty().map(dirty -> current.name() + (dirty ? " * - Partita" : " - Partita")));
        stage.titleProperty().bind(title);
        if (next.dirty().get()) {
            offerToDiscard(next);
        }
    }

    /** Edits of a process that was killed are there again; whoever does not want them says so here. */
    private void offerToDiscard(Document restored) {
        Questions.restored(settings.texts(), restored::discardUnsaved).ask(settings.texts(), overlay);
    }

    private void addShellCommands() {
        add("file.new", MenuGroup.FILE, "Shortcut+N", this::newProject);
        FileQuestions files = new FileQuestions(stage, settings);
        add("file.open", MenuGroup.FILE, "Shortcut+O", () -> files.project().ifPresent(this::open));
        add("file.open_window", MenuGroup.FILE, "Shortcut+Shift+O", this::chooseAnotherWindow);
        add("file.import", MenuGroup.FILE, "Shortcut+I", () -> files.model().ifPresent(this::importModel));
        add("file.settings", MenuGroup.FILE, "Shortcut+Comma", () -> SettingsCard.show(settings, commands, overlay));
        add(
                "help.palette",
                MenuGroup.HELP,
                "Shortcut+Shift+P",
                () -> new CommandPalette(settings.texts(), commands, overlay, settings.notices()).show());
        add("help.keys", MenuGroup.HELP, "F1", () -> {
            var sheet = KeySheet.of(settings.texts(), commands);
            overlay.show(sheet, sheet);
        });
        add("help.about", MenuGroup.HELP, "", () -> {
            var about = About.of(settings.texts());
            overlay.show(about, about);
        });
        settings.addCommands(commands);
    }

    private void addDocumentCommands(Document open) {
        commands.add(Command.of("file.save", MenuGroup.FILE, "Shortcut+S", open.dirty(), open::save));
        add(
                "file.close",
                MenuGroup.FILE,
                "Shortcut+W",
                () -> leave(() -> {
                    settings.closed();
                    welcome();
                }));
        add("file.quit", MenuGroup.FILE, "Shortcut+Q", () -> leave(stage::close));
        commands.add(Command.of("edit.undo", MenuGroup.EDIT, "Shortcut+Z", open.canUndo(), open::undo)
                .withTwin(() -> List.of(CommandTwins.line(open, "undo", List.of()))));
        commands.add(Command.of("edit.redo", MenuGroup.EDIT, "Shortcut+Shift+Z", open.canRedo(), open::redo)
                .withTwin(() -> List.of(CommandTwins.line(open, "redo", List.of()))));
        add("help.tour", MenuGroup.HELP, "", tour::start);
    }

    private void add(String id, MenuGroup menu, String shortcut, Runnable action) {
        commands.add(Command.of(id, menu, shortcut, action));
    }

    private void newProject() {
        new NewProjectCard(settings.texts(), settings.projectsFolder(), overlay, this::open);
    }

    private void chooseAnotherWindow() {
        new FileQuestions(stage, settings).project().ifPresent(folder -> {
            MainWindow window = new MainWindow(new Stage(), settings.forAnotherWindow());
            window.show();
            window.open(folder);
        });
    }

    private void importModel(Path model) {
        ImportForm form = new ImportForm(model, settings.projectsFolder());
        new ImportCard(
                settings.texts(),
                tasks,
                overlay,
                form,
                done -> open(
                        form.request().folder(), () -> ImportSummary.show(done, model, settings.texts(), overlay)));
    }

    @Override
    public void sample(Sample sample) {
        Task<Path> task = new Task<>() {
            @Override
            protected Path call() throws Exception {
                updateTitle(settings.texts().now("open.opening", sample.template()));
                return sample.create(Files.createDirectories(settings.projectsFolder()));
            }
        };
        task.setOnSucceeded(event -> open(task.getValue()));
        tasks.start(task);
    }

    @Override
    public void forget(String path) {
        settings.store().update(known -> known.withoutRecent(path));
        welcome();
    }

    @Override
    public void dropped(Path file) {
        if (Files.isDirectory(file)) {
            open(file);
        } else if (String.valueOf(file.getFileName()).equals("project.json")) {
            open(file.toAbsolutePath().resolveSibling(".").normalize());
        } else if (ModelFiles.namedLikeOne(file)) {
            importModel(file);
        } else if (project != null && String.valueOf(file.getFileName()).endsWith(".json")) {
            project.openTrace(file);
        } else {
            settings.notices().warn(Messages.wording("drop.unknown", file.getFileName()));
        }
    }

    private void noticeOutsideChange() {
        Document open = document;
        if (open == null || overlay.showing() || !open.folder().changedElsewhere()) {
            return;
        }
        Questions.changedElsewhere(settings.texts(), () -> {
                    letGo();
                    opening(() -> ProjectFolder.open(open.path()), open.path(), () -> {});
                })
                .ask(settings.texts(), overlay);
    }

    /** Goes on once nothing is in the way of leaving the project: edits are journaled, a run is asked about. */
    private void leave(Runnable next) {
        ProjectView shown = project;
        if (shown == null || shown.mayClose()) {
            next.run();
            return;
        }
        Questions.trainingGoesOn(settings.texts(), next, () -> shown.stopTraining(next))
                .ask(settings.texts(), overlay);
    }

    /** The open project, or null. */
    public @Nullable Document document() {
        return document;
    }

    /** Trains the project that is being opened, as soon as it is known that it can be. */
    public void trainOnceChecked() {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                Command train = commands.find("run.train").orElse(null);
                if (document != null && train != null && train.available().get() && !settling()) {
                    stop();
                    showTab("training");
                    train.run();
                }
            }
        }.start();
    }

    /** Whether the open project's graph is there. */
    public boolean drawn() {
        return project != null && project.drawn();
    }

    /** Brings a tab at the bottom to the front. */
    public void showTab(String name) {
        commands.find("window.tab_" + name).ifPresent(Command::run);
    }

    /** True while something that the picture shows is still being found. */
    public boolean settling() {
        Document open = document;
        return !tasks.running().isEmpty()
                || open != null
                        && (open.checking().get()
                                || open.measuring().get().isPresent()
                                || open.report().get().isEmpty());
    }

    private void letGo() {
        if (project != null) {
            project.keepLayout();
        }
        if (project != null && document != null) {
            Document left = document;
            stillTraining++;
            project.whenTrained(() -> {
                left.close();
                stillTraining--;
                exitIfLast();
            });
        }
        project = null;
        document = null;
    }

    /** The window is gone; what is still trained goes on without it, to its last step. */
    private void close() {
        letGo();
        closed = true;
        if (stillTraining > 0) {
            Outliving.begin();
            outlived = true;
        }
        exitIfLast();
    }

    private void exitIfLast() {
        if (closed && stillTraining == 0) {
            tasks.close();
            runtime.close();
            if (outlived) {
                Outliving.end();
            }
        }
    }
}

package dev.partita.ui.training;

import dev.partita.text.Wording;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.TrainingResult;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The one sentence that matters most now, with what can be done about it. */
final class MessageStrip {
    /** What a sentence is about. */
    private enum Tone {
        ERROR("strip-error"),
        WARNING("strip-warning"),
        INFORMATION("strip-information");

        private final String styleClass;

        Tone(String styleClass) {
            this.styleClass = styleClass;
        }
    }

    private record Message(Tone tone, String sentence) {}

    private final Workspace workspace;
    private final TrainingSession session;
    private final TrainForm form;
    private final VirtualDevices virtualDevices;
    private final BooleanBinding planChanged;
    private final ObjectBinding<Optional<Message>> message;
    private final Label sentence = new Label();
    private final Button copy = new Button();
    private final Button change = new Button();
    private final HBox view = new HBox(8, sentence, copy, change);

    MessageStrip(Workspace workspace, TrainingSession session, TrainForm form) {
        this.workspace = workspace;
        this.session = session;
        this.form = form;
        this.virtualDevices = new VirtualDevices(workspace);
        this.planChanged = session.planChanged();
        view.setId("training.message");
        view.getStyleClass().add("training-strip");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        buttons();
        this.message = Bindings.createObjectBinding(
                this::message,
                session.state(),
                session.run().failure(),
                session.run().result(),
                workspace.document().report(),
                form.problem(),
                planChanged,
                workspace.texts().messages());
        message.subscribe(this::show);
    }

    Node view() {
        return view;
    }

    private void buttons() {
        copy.setId("training.copy");
        copy.textProperty().bind(workspace.texts().bound("training.copy_details"));
        copy.visibleProperty().bind(session.run().failure().map(Optional::isPresent));
        copy.managedProperty().bind(copy.visibleProperty());
        copy.setOnAction(event -> session.run().failure().get().ifPresent(this::copy));
        change.setId("training.virtual");
        change.textProperty()
                .bind(workspace
                        .texts()
                        .bound(
                                "training.use_virtual",
                                virtualDevices
                                        .offer()
                                        .map(offer -> offer.map(
                                                        edit -> edit.cluster().notation())
                                                .orElse(""))));
        change.visibleProperty().bind(virtualDevices.offer().map(Optional::isPresent));
        change.managedProperty().bind(change.visibleProperty());
        change.setOnAction(event -> virtualDevices.offer().get().ifPresent(workspace.document()::send));
        copy.setMinWidth(Region.USE_PREF_SIZE);
        change.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void copy(TrainingFailure failure) {
        ClipboardContent content = new ClipboardContent();
        content.putString(workspace.texts().now(failure.sentence()) + System.lineSeparator() + failure.details());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private Optional<Message> message() {
        if (form.problem().get().isPresent()) {
            return say(Tone.ERROR, text(form.problem().get().get().key()));
        }
        if (session.run().failure().get().isPresent()) {
            return say(
                    Tone.ERROR,
                    workspace.texts().now(session.run().failure().get().get().sentence()));
        }
        boolean active = session.state().get().active();
        Optional<Wording> refused = session.notTrainableBecause();
        if (!active && refused.isPresent()) {
            return say(Tone.WARNING, workspace.texts().now(refused.get()));
        }
        if (active && planChanged.get()) {
            return say(Tone.INFORMATION, text("training.plan_changed"));
        }
        return session.run().result().get().flatMap(this::ending);
    }

    private Optional<Message> ending(TrainingResult result) {
        String words = switch (result) {
            case TrainingResult.Weights weights -> text("train.weights", weights.file());
            case TrainingResult.Trained trained -> ending(trained);
        };
        return say(Tone.INFORMATION, planChanged.get() ? words + " " + text("training.result_of_other_plan") : words);
    }

    private String ending(TrainingResult.Trained trained) {
        Object weights = trained.outcome().checkpoint().map(Object::toString).orElse("");
        if (trained.outcome().stopped()) {
            long steps =
                    trained.outcome().firstStep() + trained.outcome().losses().size();
            return text("training.stopped", steps, weights);
        }
        return trained.run().isPresent()
                ? text("train.finished", trained.run().getAsLong(), weights)
                : text("train.finished_unkept", weights);
    }

    private String text(String key, Object... values) {
        return workspace.texts().now(key, values);
    }

    private static Optional<Message> say(Tone tone, String words) {
        return Optional.of(new Message(tone, words));
    }

    private void show(Optional<Message> message) {
        view.setVisible(message.isPresent());
        view.setManaged(message.isPresent());
        sentence.setText(message.map(Message::sentence).orElse(""));
        for (Tone tone : Tone.values()) {
            view.getStyleClass().remove(tone.styleClass);
        }
        message.ifPresent(shown -> view.getStyleClass().add(shown.tone().styleClass));
    }
}

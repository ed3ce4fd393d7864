package dev.partita.ui.document;

import dev.partita.graph.Layer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * Where the user was, to go back to and forward again: what was selected, which part filled the canvas, which tab was
 * open. What was only passed, as while a rubber band is drawn, is no place.
 */
public final class Places {
    private record Place(Set<String> layers, OptionalInt device, Optional<DeviceLink> link, String scope, String tab) {
        static Place of(Selection selection) {
            return new Place(
                    selection.layers().get(),
                    selection.device().get(),
                    selection.link().get(),
                    selection.scope().get(),
                    selection.tab().get());
        }
    }

    private static final int KEPT = 100;

    /** Who leaves sooner was only passing. */
    private static final long STAY_MILLIS = 400;

    private final Document document;
    private final Selection selection;
    private final LongSupplier clockMillis;
    private final Deque<Place> before = new ArrayDeque<>();
    private final Deque<Place> after = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper();
    private Place now;
    private long arrivedMillis;
    private boolean looking;
    private boolean going;

    public Places(Document document) {
        this(document, System::currentTimeMillis);
    }

    Places(Document document, LongSupplier clockMillis) {
        this.document = document;
        this.selection = document.selection();
        this.clockMillis = clockMillis;
        this.now = Place.of(selection);
        this.arrivedMillis = clockMillis.getAsLong();
        selection.layers().subscribe(this::moved);
        selection.device().subscribe(this::moved);
        selection.link().subscribe(this::moved);
        selection.scope().subscribe(this::moved);
        selection.tab().subscribe(this::moved);
    }

    public ReadOnlyBooleanProperty canGoBack() {
        return canGoBack.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canGoForward() {
        return canGoForward.getReadOnlyProperty();
    }

    public void back() {
        go(before, after);
    }

    public void forward() {
        go(after, before);
    }

    /** One gesture may change several things: where it led to is looked at once, when it is done. */
    private void moved() {
        if (!looking && !going) {
            looking = true;
            Platform.runLater(() -> {
                looking = false;
                arrive(Place.of(selection));
            });
        }
    }

    private void arrive(Place next) {
        if (next.equals(now)) {
            return;
        }
        long time = clockMillis.getAsLong();
        if (time - arrivedMillis >= STAY_MILLIS) {
            before.push(now);
            if (before.size() > KEPT) {
                before.removeLast();
            }
            after.clear();
        }
        now = next;
        arrivedMillis = time;
        tell();
    }

    private void go(Deque<Place> from, Deque<Place> to) {
        if (from.isEmpty()) {
            return;
        }
        Place left = now;
        to.push(left);
        now = from.pop();
        going = true;
        show(now, left);
        tell();
        Platform.runLater(() -> {
            now = Place.of(selection);
            arrivedMillis = clockMillis.getAsLong();
            going = false;
        });
    }

    private void tell() {
        canGoBack.set(!before.isEmpty());
        canGoForward.set(!after.isEmpty());
    }

    /** Layers that are gone since are not selected; within one part of the model the rest is brought into view. */
    private void show(Place place, Place left) {
        Set<String> known = new HashSet<>();
        document.plan().get().graph().layers().stream().map(Layer::id).forEach(known::add);
        List<String> layers = place.layers().stream().filter(known::contains).toList();
        selection.tab().set(place.tab());
        selection.scope().set(place.scope());
        if (place.scope().equals(left.scope()) && !place.layers().equals(left.layers())) {
            selection.reveal(layers);
        } else {
            selection.select(layers);
        }
        selection.device().set(place.device());
        place.link().ifPresent(selection::select);
    }
}

package dev.partita.plan;

import dev.partita.text.Listing;
import dev.partita.text.Nearest;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code KEY=VALUE} settings of a project as one edit. All of them are checked together, so that a global batch and a
 * microbatch that only fit each other can be set at once, in any order.
 */
public final class SetKeys {
    private SetKeys() {}

    /** Every key, in the order in which they take effect. */
    public static List<String> all() {
        return Arrays.stream(SetKey.values()).map(SetKey::text).toList();
    }

    /**
     * The edit that makes these settings.
     *
     * @throws IllegalArgumentException if a key is unknown or given twice, a value is unreadable, or the settings
     *     together are not possible; the message is a sentence for the user
     */
    public static Edit edit(Project project, String plan, List<String> settings) {
        SettingsDraft draft = new SettingsDraft(project, plan);
        parsed(settings).forEach((key, value) -> key.set(draft, value));
        List<Edit> edits = new ArrayList<>();
        Training training = draft.training();
        if (!training.equals(project.plan(plan).training())) {
            edits.add(new Edit.ChangeTraining(plan, training));
        }
        ClusterSpec cluster = draft.cluster();
        if (!cluster.equals(project.cluster())) {
            edits.add(new Edit.ChangeCluster(cluster));
        }
        Optional<String> data = draft.data();
        if (!data.equals(project.data())) {
            edits.add(new Edit.ChangeData(data));
        }
        BillRates rates = draft.rates();
        if (!rates.equals(project.rates())) {
            edits.add(new Edit.ChangeRates(rates));
        }
        return new Edit.Several(edits);
    }

    /** Values by key in the order of the keys, whatever order they were typed in. */
    private static Map<SetKey, String> parsed(List<String> settings) {
        Map<SetKey, String> values = new EnumMap<>(SetKey.class);
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new InvalidSetting(Sentence.of("engine.set.form", setting));
            }
            SetKey key = key(setting.substring(0, equals).strip());
            if (values.put(key, setting.substring(equals + 1).strip()) != null) {
                throw new InvalidSetting(Sentence.of("engine.set.twice", key.text()));
            }
        }
        return values;
    }

    private static SetKey key(String typed) {
        return Arrays.stream(SetKey.values())
                .filter(key -> key.text().equals(typed))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        Sentence.of("engine.set.unknown", typed, Listing.names(Nearest.first(typed, all())))));
    }
}

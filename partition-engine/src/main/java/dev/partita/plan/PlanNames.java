package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/** What plans are called, and the edits that need a name to be found. */
public final class PlanNames {
    private static final int LONGEST = 60;
    private static final int LETTERS = 26;

    private PlanNames() {}

    /** The first of A, B, C ... A2, B2 ... that no plan of the project has. */
    public static String free(Project project) {
        for (int n = 0; ; n++) {
            String letter = String.valueOf((char) ('A' + n % LETTERS));
            String name = n < LETTERS ? letter : letter + (n / LETTERS + 1);
            if (!project.plans().containsKey(name)) {
                return name;
            }
        }
    }

    /** The edit that adds a copy of a plan and selects it. */
    public static Edit copy(Project project, String plan, String name) {
        return new Edit.ChangePlans(new PlanEdit.Add(name, project.plan(plan)));
    }

    /** The edit that deletes a plan; the one beside it is selected if it was. */
    public static Edit delete(Project project, String plan) {
        List<String> names = new ArrayList<>(project.plans().keySet());
        int at = names.indexOf(plan);
        names.remove(plan);
        String then = at < 0 || names.isEmpty() ? plan : names.get(Math.min(at, names.size() - 1));
        return new Edit.ChangePlans(new PlanEdit.Delete(plan, then));
    }

    static void check(Project project, String name) {
        boolean legal = !name.isBlank()
                && name.equals(name.strip())
                && name.length() <= LONGEST
                && name.chars().noneMatch(Character::isISOControl);
        if (!legal) {
            throw new Refusal(Sentence.of("engine.plans.name", LONGEST, name));
        }
        if (project.plans().containsKey(name)) {
            throw new Refusal(Sentence.of("engine.plans.taken", name));
        }
    }
}

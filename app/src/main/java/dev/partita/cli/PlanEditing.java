package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.i18n.Messages;
import dev.partita.plan.Edit;
import dev.partita.plan.PlanEdit;
import dev.partita.plan.PlanNames;
import dev.partita.plan.Project;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The commands that change which plans a project has; each is one edit that undo takes back. */
final class PlanEditing {
    private PlanEditing() {}

    /** @param selected the plan that is selected now */
    record Done(
            List<String> plans, String selected, @JsonIgnore String sentence) implements Report {
        static Done of(Editing.Changed changed, String sentence) {
            Project now = changed.after();
            return new Done(List.copyOf(now.plans().keySet()), now.activePlan(), sentence);
        }

        @Override
        public List<String> lines(Messages messages) {
            return List.of(sentence);
        }
    }

    @Command(name = "new")
    static final class New implements Runnable {
        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", descriptionKey = "plans.new.name")
        private Optional<String> name = Optional.empty();

        private final Session session;
        private final PlansCommand plans;

        New(Session session, PlansCommand plans) {
            this.session = session;
            this.plans = plans;
        }

        @Override
        public void run() {
            Editing.Changed changed = plans.edit(
                    (project, plan) -> PlanNames.copy(project, plan, name.orElseGet(() -> PlanNames.free(project))));
            session.report(Done.of(
                    changed, session.text("plans.done.added", changed.after().activePlan(), changed.plan())));
        }
    }

    @Command(name = "rename")
    static final class Rename implements Runnable {
        @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "plans.name")
        private String from = "";

        @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "plans.name")
        private String to = "";

        private final Session session;
        private final PlansCommand plans;

        Rename(Session session, PlansCommand plans) {
            this.session = session;
            this.plans = plans;
        }

        @Override
        public void run() {
            Editing.Changed changed =
                    plans.edit((project, plan) -> new Edit.ChangePlans(new PlanEdit.Rename(from, to)));
            session.report(Done.of(changed, session.text("plans.done.renamed", from, to)));
        }
    }

    @Command(name = "delete")
    static final class Delete implements Runnable {
        @Parameters(paramLabel = "NAME", descriptionKey = "plans.name")
        private String name = "";

        private final Session session;
        private final PlansCommand plans;

        Delete(Session session, PlansCommand plans) {
            this.session = session;
            this.plans = plans;
        }

        @Override
        public void run() {
            Editing.Changed changed = plans.edit((project, plan) -> PlanNames.delete(project, name));
            session.report(Done.of(
                    changed,
                    session.text("plans.done.deleted", name, changed.after().activePlan())));
        }
    }

    @Command(name = "select")
    static final class Select implements Runnable {
        @Parameters(paramLabel = "NAME", descriptionKey = "plans.name")
        private String name = "";

        private final Session session;
        private final PlansCommand plans;

        Select(Session session, PlansCommand plans) {
            this.session = session;
            this.plans = plans;
        }

        @Override
        public void run() {
            Editing.Changed changed = plans.edit((project, plan) -> new Edit.ChangePlans(new PlanEdit.Select(name)));
            session.report(Done.of(changed, session.text("plans.done.selected", name)));
        }
    }
}

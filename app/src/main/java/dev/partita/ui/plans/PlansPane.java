package dev.partita.ui.plans;

import dev.partita.ui.document.Workspace;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;

/** The plans wherever the window shows them: in the toolbar, in the project's tree, and two of them side by side. */
public final class PlansPane {
    private final CompareModel compare;
    private final PlanSwitcher switcher;
    private final PlanList list;
    private final CompareView comparison;

    public PlansPane(Workspace workspace) {
        PlansModel model = new PlansModel(workspace.document());
        compare = new CompareModel(workspace.document(), workspace.runtime(), workspace.notices()::fail);
        PlanCommands.add(workspace, model);
        switcher = new PlanSwitcher(workspace, model);
        list = new PlanList(workspace, model, compare);
        comparison = new CompareView(workspace, model, compare);
    }

    /** For the toolbar. */
    public Node switcher() {
        return switcher.view();
    }

    /** For the project's tree. */
    public Node list() {
        return list.view();
    }

    /** Two plans side by side. */
    public Node comparison() {
        return comparison.view();
    }

    /** Whether the comparison is looked at; only then is it made. */
    public BooleanProperty comparing() {
        return compare.showing();
    }
}

package dev.partita.ui.window;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Project;
import dev.partita.template.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Projects to begin with: each opens, checks and, where it says so, trains without anything else being there. */
record Sample(String template, String cluster) {
    static final List<Sample> ALL = List.of(
            new Sample("gpt-mini", "virtual:2"),
            new Sample("alexnet-fashion", "virtual:2"),
            new Sample("gpt3-6.7b", "a100-80g-sxm:1x4"),
            new Sample("gpt3-175b", "a100-80g-sxm:12x8"));

    /** The key of its sentence. */
    String textKey() {
        return "sample." + template;
    }

    /** Makes the sample's project in a new folder below a parent. */
    Path create(Path parent) {
        Path folder = NewPlace.free(parent, template);
        make(folder, template, cluster, Optional.empty());
        return folder;
    }

    /** Makes a project from a template, split evenly over a cluster. */
    static void make(Path folder, String template, String cluster, Optional<String> data) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Project project = NewProject.of(name, Templates.named(template), ClusterSpec.of(cluster), data);
        ProjectFolder.create(folder, project).close();
    }
}

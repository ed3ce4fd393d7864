package dev.partita.cli;

import dev.partita.calibration.MeasuredCatalog;
import dev.partita.calibration.Measurement;
import dev.partita.calibration.Rates;
import dev.partita.kernel.Kernel;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Project;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import dev.partita.workbench.HostMemory;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.WorkFailure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists what this machine can train on and how fast it was measured to be, and what was searched for. */
@Command(name = "devices")
final class DevicesCommand implements Runnable {
    /** Kernels are those of a layer; over how many devices the layers are spread makes no other. */
    private static final ClusterSpec ONE_DEVICE = ClusterSpec.of("virtual:1");

    @Option(names = "--calibrate", descriptionKey = "devices.calibrate")
    private boolean calibrate;

    private final Session session;

    DevicesCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        try (LocalRuntime runtime = session.runtime()) {
            Optional<String> missing = missing(runtime);
            var search = new DevicesOutput.Search("cpu", "oneDNN", missing.isEmpty(), missing);
            if (missing.isPresent() && calibrate) {
                throw new CommandFailure(ExitCode.RUN, missing.get());
            }
            Optional<CalibrationChanges> changes = calibrate ? Optional.of(calibrate(runtime)) : Optional.empty();
            List<DevicesOutput.Device> devices = missing.isPresent() ? List.of() : List.of(virtual(runtime));
            session.report(new DevicesOutput(devices, List.of(search), changes));
        }
    }

    /** Why there are no virtual devices here. */
    private Optional<String> missing(LocalRuntime runtime) {
        try {
            runtime.backend();
            return Optional.empty();
        } catch (WorkFailure reason) {
            return Optional.of(session.text(reason.sentence()));
        }
    }

    private static DevicesOutput.Device virtual(LocalRuntime runtime) {
        MeasuredCatalog catalog = runtime.calibration().catalog();
        Rates rates = catalog.rates();
        return new DevicesOutput.Device(
                "virtual",
                "cpu",
                HostMemory.bytes().orElse(0),
                catalog.measurements().size(),
                rates.flopsPerSecond(),
                rates.bytesPerSecond());
    }

    private CalibrationChanges calibrate(LocalRuntime runtime) {
        Set<Kernel> kernels = new LinkedHashSet<>();
        Templates.all().stream()
                .filter(Template::trains)
                .map(template -> NewProject.of(template.name(), template, ONE_DEVICE, Optional.empty()))
                .forEach(project -> kernels.addAll(runtime.kernels(project.resolve(Project.FIRST_PLAN))));
        Map<String, Measurement> before = runtime.calibration().catalog().measurements();
        try (CalibrationProgress progress = new CalibrationProgress(session)) {
            runtime.calibration().measure(kernels, progress);
        }
        return CalibrationChanges.between(
                before, runtime.calibration().catalog().measurements(), kernels);
    }
}

package dev.partita;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The directions between packages: what is drawn in the module table of the architecture is checked here. */
class ArchitectureTest {
    private static final String ROOT = "dev.partita.";

    /** The flow of the engine, left to right, after what reads its own text resources. */
    private static final List<String> ENGINE_FLOW = List.of(
            "text",
            "quantity",
            "tensor",
            "sharding",
            "kernel",
            "operator",
            "graph",
            "template",
            "hardware",
            "plan",
            "deduction",
            "schedule",
            "profile",
            "program",
            "timeline",
            "simulation",
            "bill",
            "checks",
            "search",
            "sweep",
            "accuracy");

    /** Beside the flow, with the last package of the flow that each may read. */
    private static final Map<String, String> ENGINE_BESIDE = Map.of("imports", "template", "export", "plan");

    private static final List<String> ENGINE =
            Stream.concat(ENGINE_FLOW.stream(), ENGINE_BESIDE.keySet().stream()).toList();
    private static final List<String> RUNTIME = List.of(
            "device", "cpu", "cuda", "collective", "executor", "data", "checkpoint", "loop", "calibration", "launch");
    private static final List<String> PROJECTS = List.of("project", "history", "journal", "settings");
    private static final List<String> APP = List.of("i18n", "workbench", "ui", "cli");

    /** Every package with all the packages of ours that it may use, itself included. */
    private static final Map<String, List<String>> MAY_USE = mayUse();

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.partita");

    private static Map<String, List<String>> mayUse() {
        var allowed = new LinkedHashMap<String, List<String>>();
        leftToRight(ENGINE_FLOW, List.of(), allowed);
        ENGINE_BESIDE.forEach((name, last) -> allowed.put(name, append(upTo(ENGINE_FLOW, last), name)));
        leftToRight(RUNTIME, ENGINE, allowed);
        leftToRight(PROJECTS, ENGINE, allowed);
        leftToRight(APP, List.copyOf(allowed.keySet()), allowed);
        return allowed;
    }

    private static void leftToRight(List<String> order, List<String> below, Map<String, List<String>> allowed) {
        for (var name : order) {
            var packages = new ArrayList<>(below);
            packages.addAll(upTo(order, name));
            allowed.put(name, packages);
        }
    }

    private static List<String> upTo(List<String> order, String last) {
        return order.subList(0, order.indexOf(last) + 1);
    }

    private static List<String> append(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).toList();
    }

    static Set<String> packages() {
        return MAY_USE.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_imports_only_from_its_left(String name) {
        var allowed = inside(MAY_USE.get(name));
        check(classes()
                .that()
                .resideInAnyPackage(inside(List.of(name)))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.partita..")).or(resideInAnyPackage(allowed)))
                .because(name + " may use only " + MAY_USE.get(name)));
    }

    @Test
    void every_package_has_its_place_in_the_order() {
        var found = OURS.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(ArchitectureTest::firstWord)
                .collect(Collectors.toSet());
        assertThat(packages()).containsAll(found);
    }

    @Test
    void packages_have_no_cycles() {
        check(slices().matching(ROOT + "(**)").should().beFreeOfCycles());
    }

    @Test
    void every_package_is_null_marked() {
        var unmarked = OURS.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked).isEmpty();
    }

    @Test
    void the_engine_has_no_window_and_no_foreign_library() {
        check(noClasses()
                .that()
                .resideInAnyPackage(inside(ENGINE))
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx..", "java.sql..", "tools.jackson.."))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.lang.foreign..", "org.bytedeco..", "jcuda.."))
                .because("the engine runs anywhere"));
    }

    @Test
    void the_engine_has_no_native_methods() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(inside(ENGINE))
                .should()
                .notHaveModifier(JavaModifier.NATIVE));
    }

    @Test
    void the_engine_opens_no_files() {
        check(noClasses()
                .that()
                .resideInAnyPackage(inside(ENGINE))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(RandomAccess)?File(\\w*(Stream|Reader|Writer))?"
                        + "|java\\.nio\\.file\\.Files|java\\.nio\\.channels\\.\\w*FileChannel")
                .because("the engine reads only the byte sources that it is handed"));
    }

    @Test
    void the_runtime_has_no_window_and_no_project_format() {
        check(noClasses()
                .that()
                .resideInAnyPackage(inside(RUNTIME))
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx..", "java.sql..", "tools.jackson.databind..")));
    }

    @Test
    void projects_only_store() {
        check(noClasses()
                .that()
                .resideInAnyPackage(inside(PROJECTS))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("javafx..", "java.lang.foreign..", "org.bytedeco..", "jcuda..")));
    }

    @Test
    void the_application_has_no_sql() {
        check(noClasses()
                .that()
                .resideInAnyPackage(inside(APP))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")));
    }

    /** "ui" of "dev.partita.ui.canvas". */
    private static String firstWord(String packageName) {
        var name = packageName.substring(ROOT.length());
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String[] inside(List<String> names) {
        return names.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }
}

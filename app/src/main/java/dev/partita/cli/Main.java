package dev.partita.cli;

import dev.partita.i18n.Messages;
import dev.partita.text.Language;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** Where the program starts. */
public final class Main {
    private static final String LANGUAGE = "--language";

    private Main() {}

    public static void main(String[] args) {
        ShutdownInterrupts.exit(run(List.of(args), Surroundings.ofProcess()));
    }

    /** Runs one command and returns its exit code; writes to the given streams only. */
    static int run(List<String> arguments, Surroundings surroundings) {
        Optional<String> typed = typedLanguage(arguments);
        Language language =
                typed.flatMap(Language::ofKey).orElseGet(() -> Language.ofEnvironment(surroundings.environment()));
        Session session = new Session(surroundings, Messages.in(language));
        Failures failures = new Failures(session);
        try {
            if (typed.isPresent() && Language.ofKey(typed.get()).isEmpty()) {
                throw session.failure(ExitCode.INPUT, "usage.language", typed.get());
            }
            int exitCode = run(arguments, session, failures);
            surroundings.out().flush();
            return exitCode;
        } catch (Throwable problem) {
            return failures.report(problem);
        }
    }

    private static int run(List<String> arguments, Session session, Failures failures) {
        CommandLine line = PartitaCommand.line(session, arguments);
        line.setOut(new PrintWriter(session.surroundings().out(), true));
        line.setErr(new PrintWriter(session.surroundings().err(), true));
        line.setParameterExceptionHandler((problem, typed) -> failures.report(problem));
        line.setExecutionExceptionHandler((problem, command, parsed) -> failures.report(problem));
        return line.execute(arguments.toArray(String[]::new));
    }

    /** The help and every error are in the chosen language, so it is found before anything is parsed. */
    private static Optional<String> typedLanguage(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(LANGUAGE + "=")) {
                return Optional.of(argument.substring(LANGUAGE.length() + 1));
            }
            if (argument.equals(LANGUAGE) && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }
}

package dev.partita.cli;

import dev.partita.text.Nearest;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line: wanted, found, what to do. */
final class UsageErrors {
    private final Session session;

    UsageErrors(Session session) {
        this.session = session;
    }

    String sentence(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName(" ");
        return switch (problem) {
            case UnmatchedArgumentException unmatched ->
                unmatched(command, name, unmatched.getUnmatched().getFirst());
            case MissingParameterException missing ->
                session.text("usage.missing", name, label(missing.getMissing().getFirst()));
            case OverwrittenOptionException twice -> session.text("usage.twice", name, label(twice.getOverwritten()));
            default -> value(problem, name);
        };
    }

    private String unmatched(CommandLine command, String name, String argument) {
        CommandSpec spec = command.getCommandSpec();
        if (argument.startsWith("-")) {
            List<String> options =
                    spec.options().stream().map(OptionSpec::longestName).toList();
            String typed = argument.replaceFirst("=.*", "");
            return session.text("usage.unknown_option", name, typed, nearest(typed, options));
        }
        List<String> commands = List.copyOf(spec.subcommands().keySet());
        return commands.isEmpty()
                ? session.text("usage.too_many", name, argument)
                : session.text("usage.unknown_command", name, argument, nearest(argument, commands));
    }

    private static String nearest(String typed, List<String> names) {
        return Nearest.first(typed, names).getFirst();
    }

    private String value(ParameterException problem, String name) {
        ArgSpec argument = problem.getArgSpec();
        return argument == null
                ? session.text("usage.other", name, String.valueOf(problem.getMessage()))
                : session.text(
                        "usage.value", name, label(argument), String.valueOf(problem.getValue()), kind(argument));
    }

    private String kind(ArgSpec argument) {
        Class<?> type = Stream.of(argument.auxiliaryTypes())
                .reduce((first, last) -> last)
                .orElse(argument.type());
        if (type.isEnum()) {
            return String.join(
                    ", ",
                    Stream.of(type.getEnumConstants()).map(Object::toString).toList());
        }
        boolean number = type == int.class || type == long.class || type == Integer.class || type == Long.class;
        return session.text(number ? "usage.kind.number" : "usage.kind.other");
    }

    private static String label(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option -> option.longestName();
            case PositionalParamSpec positional -> positional.paramLabel();
            default -> argument.paramLabel();
        };
    }
}

package dev.partita.operator;

import dev.partita.tensor.Shape;
import dev.partita.text.Sentence;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Operators as names and values, for people. An operator is a record, so its components are its settings; how weights
 * are initialized is not among them and stays.
 */
public final class Settings {
    private static final double LARGEST_SIZE = 1L << 31;

    private Settings() {}

    /** The settings of an operator in its own order. */
    public static List<Setting> of(Operator operator) {
        List<Setting> settings = new ArrayList<>();
        for (RecordComponent component : operator.getClass().getRecordComponents()) {
            setting(component, value(operator, component)).ifPresent(settings::add);
        }
        return settings;
    }

    /**
     * The operator with other values.
     *
     * @throws ShapeMismatch if a setting is unknown or its value impossible; the message is a sentence for the user
     */
    public static Operator with(Operator operator, Map<String, String> values) {
        RecordComponent[] components = operator.getClass().getRecordComponents();
        List<String> names = of(operator).stream().map(Setting::name).toList();
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new ShapeMismatch(Sentence.of("engine.setting.unknown", operator.kind(), names, name));
            }
        }
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String text = values.get(components[i].getName());
            arguments[i] =
                    text == null ? value(operator, components[i]) : parsed(operator, components[i], text.strip());
        }
        return made(operator, components, arguments);
    }

    private static Optional<Setting> setting(RecordComponent component, Object value) {
        String name = component.getName();
        return switch (value) {
            case Long number ->
                Optional.of(new Setting(
                        name,
                        Setting.Type.INTEGER,
                        number.toString(),
                        name.equals("padding") ? 0 : 1,
                        LARGEST_SIZE,
                        List.of()));
            case Integer axis ->
                Optional.of(new Setting(
                        name, Setting.Type.INTEGER, axis.toString(), name.equals("inputs") ? 1 : -1, 64, List.of()));
            case List<?> sizes
            when perAxis(component) -> Optional.of(new Setting(name, Setting.Type.TEXT, text(sizes), 0, 0, List.of()));
            case Double number ->
                Optional.of(new Setting(
                        name,
                        Setting.Type.NUMBER,
                        number.toString(),
                        0,
                        name.equals("probability") ? Math.nextDown(1.0) : Double.MAX_VALUE,
                        List.of()));
            case Boolean flag ->
                Optional.of(new Setting(name, Setting.Type.FLAG, flag.toString(), 0, 0, List.of("true", "false")));
            case Enum<?> choice ->
                Optional.of(
                        new Setting(name, Setting.Type.CHOICE, word(choice), 0, 0, words(choice.getDeclaringClass())));
            case String text -> Optional.of(new Setting(name, Setting.Type.TEXT, text, 0, 0, List.of()));
            case Shape shape -> Optional.of(new Setting(name, Setting.Type.SHAPE, text(shape), 0, 0, List.of()));
            default -> Optional.empty();
        };
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> word((Enum<?>) constant))
                .toList();
    }

    private static String text(Shape shape) {
        return text(shape.dimensions());
    }

    /** One number per axis, such as the kernel of a convolution: {@code 3x3}. */
    private static boolean perAxis(RecordComponent component) {
        return component.getGenericType().getTypeName().equals("java.util.List<java.lang.Long>");
    }

    private static String text(List<?> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** A number alone is meant for every axis. */
    private static List<Long> numbers(String text, int axes) {
        List<Long> numbers =
                Arrays.stream(text.split("[x, ]+")).map(Long::valueOf).toList();
        if (numbers.size() != 1 && numbers.size() != axes) {
            throw new IllegalArgumentException(text);
        }
        return numbers.size() == axes ? numbers : Collections.nCopies(axes, numbers.getFirst());
    }

    private static Object parsed(Operator operator, RecordComponent component, String text) {
        Object before = value(operator, component);
        try {
            return switch (before) {
                case Long _ -> Long.parseLong(text);
                case Integer _ -> Integer.parseInt(text);
                case List<?> sizes -> numbers(text, sizes.size());
                case Double _ -> Double.parseDouble(text);
                case Boolean _ -> flag(text);
                case Enum<?> choice -> choice(choice.getDeclaringClass(), text);
                case Shape _ -> shape(text);
                default -> text;
            };
        } catch (IllegalArgumentException unreadable) {
            throw new ShapeMismatch(
                    Sentence.of("engine.setting.unreadable", component.getName(), operator.kind(), before, text));
        }
    }

    private static Object choice(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word((Enum<?>) constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static Shape shape(String text) {
        return text.isEmpty()
                ? Shape.SCALAR
                : new Shape(
                        Arrays.stream(text.split("[x, ]+")).map(Long::valueOf).toList());
    }

    private static Object value(Operator operator, RecordComponent component) {
        try {
            return component.getAccessor().invoke(operator);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(operator.kind() + " has no readable " + component.getName() + ".", e);
        }
    }

    private static Operator made(Operator operator, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<? extends Operator> canonical = operator.getClass().getDeclaredConstructor(types);
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException sentence) {
                throw sentence;
            }
            throw new IllegalStateException(operator.kind() + " cannot be made.", refused);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(operator.kind() + " cannot be made.", e);
        }
    }
}

package dev.partita.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of scopes from what exporters write: lists of modules, node names with slashes, weight names with dots. */
final class ScopeNames {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    private ScopeNames() {}

    /** The entries of a list as Python prints it. */
    static List<String> listed(String text) {
        List<String> entries = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(text);
        while (matcher.find()) {
            entries.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return entries;
    }

    /**
     * The path of a node: its module, then its own name.
     *
     * @param weight name of a weight it uses; empty where it uses none
     * @param beside the scope to join where nothing says another
     */
    static String path(OnnxModel.Node node, int number, String weight, String beside) {
        if (node.scopes().size() >= 2) {
            String module = node.scopes().get(node.scopes().size() - 2);
            return joined(module.replace('.', '/'), clean(node.scopes().getLast()));
        }
        if (node.name().contains("/")) {
            return ofName(node.name(), node.operator());
        }
        String own = node.name().isEmpty() ? node.operator() + "_" + number : clean(node.name());
        int dot = weight.lastIndexOf('.');
        return joined(dot > 0 ? slashed(weight.substring(0, dot)) : beside, own);
    }

    /** {@code /layer1/layer1.0/conv1/Conv} is {@code layer1/0/conv1/Conv}. */
    private static String ofName(String name, String operator) {
        StringBuilder path = new StringBuilder();
        String before = "";
        for (String part : name.split("/")) {
            if (part.isEmpty()) {
                continue;
            }
            String own =
                    !before.isEmpty() && part.startsWith(before + ".") ? part.substring(before.length() + 1) : part;
            path.append(path.isEmpty() ? "" : "/").append(slashed(own));
            before = part;
        }
        return path.isEmpty() ? operator : path.toString();
    }

    private static String slashed(String dotted) {
        if (dotted.indexOf('.') < 0) {
            return clean(dotted);
        }
        List<String> parts = new ArrayList<>();
        for (String part : dotted.split("\\.")) {
            if (!part.isEmpty()) {
                parts.add(clean(part));
            }
        }
        return String.join("/", parts);
    }

    /** What a placement rule reads as a pattern, or a path as a separator, stands in no name. */
    private static String clean(String name) {
        for (int i = 0; i < name.length(); i++) {
            if ("/*{}: \t\r\n".indexOf(name.charAt(i)) >= 0) {
                return name.replaceAll("[/*{}:\\s]+", "_");
            }
        }
        return name.isEmpty() ? "_" : name;
    }

    private static String joined(String scope, String name) {
        return scope.isEmpty() ? name : scope + "/" + name;
    }
}

package dev.partita.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a user chose for all projects.
 *
 * @param recentProjects absolute paths of project folders, the last opened first; they may be gone by now
 * @param preferences by name, such as {@code language}
 */
public record Settings(List<String> recentProjects, SortedMap<String, String> preferences) {
    public static final Settings NONE = new Settings(List.of(), new TreeMap<>());

    private static final int RECENT_KEPT = 12;

    public Settings {
        recentProjects = List.copyOf(recentProjects);
        preferences = Collections.unmodifiableSortedMap(new TreeMap<>(preferences));
    }

    /** With a project opened just now. */
    public Settings withRecent(Path project) {
        String opened = project.toAbsolutePath().normalize().toString();
        List<String> recent = new ArrayList<>(recentProjects);
        recent.remove(opened);
        recent.addFirst(opened);
        return new Settings(recent.subList(0, Math.min(RECENT_KEPT, recent.size())), preferences);
    }

    /** Without a project that was not found. */
    public Settings withoutRecent(String project) {
        return new Settings(
                recentProjects.stream().filter(path -> !path.equals(project)).toList(), preferences);
    }

    /** With what holds where the user chose nothing. */
    public Settings withoutPreference(String name) {
        Map<String, String> next = new TreeMap<>(preferences);
        next.remove(name);
        return new Settings(recentProjects, new TreeMap<>(next));
    }

    public Settings withPreference(String name, String value) {
        Map<String, String> next = new TreeMap<>(preferences);
        next.put(name, value);
        return new Settings(recentProjects, new TreeMap<>(next));
    }
}

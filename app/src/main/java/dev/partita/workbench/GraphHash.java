package dev.partita.workbench;

import dev.partita.graph.ModelGraph;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two runs trained the same graph. */
public final class GraphHash {
    private GraphHash() {}

    public static String of(ModelGraph graph) {
        try {
            byte[] text = graph.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}

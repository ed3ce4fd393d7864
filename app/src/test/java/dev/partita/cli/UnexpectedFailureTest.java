package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.i18n.Messages;
import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnexpectedFailureTest {
    @TempDir
    Path home;

    private static RuntimeException fault(String value) {
        return new IllegalStateException("wrapped", new ArithmeticException(value));
    }

    private String said(Path settings, Throwable fault) {
        var err = new ByteArrayOutputStream();
        var stream = new PrintStream(err, true);
        var surroundings =
                new Surroundings(stream, stream, () -> false, Map.of(), new SettingsFolder(settings), stop -> () -> {});
        int exitCode = new Failures(new Session(surroundings, Messages.in(Language.ENGLISH))).report(fault);
        assertThat(exitCode).isEqualTo(3);
        return err.toString();
    }

    @Test
    void the_user_reads_a_sentence_and_the_log_has_the_details() throws IOException {
        var code = new UnexpectedFailure(fault("1")).code();
        assertThat(said(home, fault("1"))).contains(code).doesNotContain("\tat");
        assertThat(Files.readString(home.resolve("errors.log"))).contains(code, "ArithmeticException", "\tat ");
    }

    @Test
    void the_code_depends_on_kind_and_place_alone() {
        var code = new UnexpectedFailure(fault("1")).code();
        assertThat(new UnexpectedFailure(fault("2")).code()).isEqualTo(code);
        assertThat(new UnexpectedFailure(new ArithmeticException("1")).code()).isNotEqualTo(code);
        assertThat(code).matches("P-[0-9A-Z]{4}");
    }

    @Test
    void a_log_that_cannot_be_written_is_said_too() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        assertThat(said(file, fault("1"))).contains("could not write the details");
    }
}

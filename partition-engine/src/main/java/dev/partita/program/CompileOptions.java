package dev.partita.program;

/**
 * How a plan is compiled, beyond what it says.
 *
 * @param guardBytes bytes left free after every buffer, so that a test can see a kernel write past its operand; 0 for use
 */
public record CompileOptions(int guardBytes) {
    public static final CompileOptions DEFAULT = new CompileOptions(0);
}

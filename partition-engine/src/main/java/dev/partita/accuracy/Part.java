package dev.partita.accuracy;

/** What a row of measured data is for. */
public enum Part {
    /** Constants were chosen with it. */
    FITTED,
    /** Nothing was ever chosen with it. */
    REPORTED,
    /** The source leaves so much open that an error is no verdict. */
    CROSS_CHECK
}

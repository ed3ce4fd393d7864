package dev.partita.plan;

/** What one named plan of a project adds to its model and cluster. */
public record PlanDefinition(Placement placement, Training training) {}

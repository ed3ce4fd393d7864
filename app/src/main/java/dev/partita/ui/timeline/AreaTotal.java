package dev.partita.ui.timeline;

import dev.partita.timeline.DeviceUse;

/** How a device spends a selected range of time. */
record AreaTotal(DeviceUse use, boolean measured, double seconds) {}

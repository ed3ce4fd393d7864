/** What training a plan to the end takes: device-hours, money, energy, CO2 and compute, beside what others published. */
@NullMarked
package dev.partita.bill;

import org.jspecify.annotations.NullMarked;

/** A recorded run once more through aggregator and detector, and whether they come to the same. */
package dev.faultline.cli.replay;

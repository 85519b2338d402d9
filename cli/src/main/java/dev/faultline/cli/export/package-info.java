/** A recorded run as files of other people's formats. */
package dev.faultline.cli.export;

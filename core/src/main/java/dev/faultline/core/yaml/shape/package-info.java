/**
 * What a document may look like, found out from the readers themselves: {@link
 * dev.faultline.core.yaml.shape.Explorer} has them read documents that it makes up and notes what
 * they take each value for. So what is read and what is described cannot differ.
 */
package dev.faultline.core.yaml.shape;

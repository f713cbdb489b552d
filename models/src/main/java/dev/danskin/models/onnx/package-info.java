/** Operator graphs from ONNX files and back. Start with {@link dev.danskin.models.onnx.OnnxReader}. */
package dev.danskin.models.onnx;

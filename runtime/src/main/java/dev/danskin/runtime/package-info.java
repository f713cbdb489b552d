/**
 * Danskin in a program: {@link dev.danskin.runtime.Danskin}.
 *
 * <pre>{@code
 * Dataset data = DataSources.open("strokes");
 * try (Network model = OnnxNetwork.load(file).on(new JvmBackend(), data.domain())) {
 *   EvaluationResult found = Danskin.standard().evaluate(model).from(file).on(data)
 *       .against("linf", 0.1).with("fgsm", "pgd").examples(50).seed(0).threads(2).run();
 *   System.out.println("clean " + found.clean() + ", worst case " + found.worstCase() + ": " + found.verdict());
 *   found.write(folder);
 * }
 * }</pre>
 */
package dev.danskin.runtime;

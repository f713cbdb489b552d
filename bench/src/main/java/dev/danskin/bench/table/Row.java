package dev.danskin.bench.table;

import tools.jackson.databind.JsonNode;

/**
 * One attack of ours, perhaps beside a reference.
 *
 * @param attack its name
 * @param threat the norm; {@code eps} its size, {@code images} how many
 * @param robust share of the images; {@code median} distance, NaN where it is not known for more than half
 * @param forward passes per image; {@code backward} likewise
 * @param cpu seconds of the whole process, start of the JVM and compilation included
 * @param wall seconds likewise
 * @param agreeing images with the reference's answer, −1 if it has none
 * @param results what the evaluation left: its configuration, its provenance
 * @param reference null if there is none
 */
public record Row(String attack, String threat, double eps, int images, double robust, double median, double forward, double backward, double cpu,
    double wall, int agreeing, JsonNode results, Reference reference) {}

/** The files of COCO, which its postprocessing (cocopp) reads. */
package dev.danskin.bench.coco;

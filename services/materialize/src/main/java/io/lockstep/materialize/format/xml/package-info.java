/**
 * XML files that are changed in places. Woodstox finds the places; entities beside the five that
 * XML knows are refused, and nothing outside the file is ever read.
 */
package io.lockstep.materialize.format.xml;

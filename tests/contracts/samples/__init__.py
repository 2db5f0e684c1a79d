"""Terms of every kind of contract, several of each, by the word of the model file."""

from contracts.samples import fixed, insurance, performance, sharing, supply, tariffs

SAMPLES = {
    **fixed.SAMPLES,
    **tariffs.SAMPLES,
    **performance.SAMPLES,
    **sharing.SAMPLES,
    **supply.SAMPLES,
    **insurance.SAMPLES,
}
"""Each a list of keyword arguments. Services are those of ``builders.SERVICES``, parties those
of ``builders.PARTIES``, and a scope names contracts of ``builders.STAGE_ONE``."""

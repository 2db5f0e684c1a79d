"""Expression trees that hypothesis makes up."""

from hypothesis import strategies as st

from pathway_economics.parameters.expressions import Constant, Name, Operation

NAMES = ("p", "q", "cycle")
small = st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, 3.0])
leaves = small.map(Constant) | st.sampled_from(NAMES).map(Name)


def bigger(trees):
    pairs = st.tuples(trees, trees)
    symbols = st.sampled_from(["+", "-", "*", "/", "**", "<", "<=", ">", ">=", "==", "!="])
    single = st.sampled_from(["negative", "exp", "log", "sqrt", "rate_to_prob"])
    return (
        st.builds(Operation, symbols, pairs)
        | st.builds(Operation, st.sampled_from(["min", "max"]), pairs)
        | st.builds(Operation, single, st.tuples(trees))
        | st.builds(Operation, st.just("where"), st.tuples(trees, trees, trees))
    )


trees = st.recursive(leaves, bigger, max_leaves=10)

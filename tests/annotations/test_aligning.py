"""What two texts have in common: true for any two, and all that is untouched where words are told apart."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.aligning import Block, Change, aligned, aligned_backwards, changes

texts = st.text(alphabet="ab c\nд", max_size=80)


def holds(blocks, old, new):
    """Blocks are of equal words, in order, and none reaches into another."""
    ends = (0, 0)
    for block in blocks:
        assert block.length > 0
        assert old[block.old : block.old + block.length] == new[block.new : block.new + block.length]
        assert (block.old, block.new) >= ends
        assert block.old >= ends[0]
        assert block.new >= ends[1]
        ends = block.old + block.length, block.new + block.length
    return ends[0] <= len(old) and ends[1] <= len(new)


@given(texts, texts)
def test_blocks_are_equal_words_in_order(old, new):
    assert holds(aligned(old, new), old, new)
    assert holds(aligned_backwards(old, new), old, new)


@given(texts, texts)
def test_blocks_and_changes_together_are_the_whole_texts(old, new):
    blocks = aligned(old, new)
    differences = changes(blocks, len(old), len(new))
    kept = sum(block.length for block in blocks)
    assert kept + sum(change.old_end - change.old for change in differences) == len(old)
    assert kept + sum(change.new_end - change.new for change in differences) == len(new)


@given(texts)
def test_the_same_text_is_one_block(text):
    assert aligned(text, text) == ([Block(0, 0, len(text))] if text else [])


def test_letters_at_the_edges_of_a_changed_word_are_untouched():
    old, new = "The goverment said", "The government said"
    assert changes(aligned(old, new), len(old), len(new)) == [Change(9, 9, 9, 10)]


def test_of_two_equal_words_the_first_or_the_last_stays():
    assert aligned("so so it is", "so it is")[0] == Block(0, 0, 3)
    assert aligned_backwards("so so it is", "so it is") == [Block(3, 0, 8)]


def test_a_long_text_is_compared_by_its_landmarks():
    words = [f"word{n}" for n in range(3000)]
    old = " ".join(words)
    new = " ".join(word.upper() if n % 500 == 250 else word for n, word in enumerate(words))
    assert len(aligned(old, new)) == 7
    assert len(changes(aligned(old, new), len(old), len(new))) == 6


def test_a_long_line_of_few_words_is_compared_by_its_phrases():
    words = [f"{n % 7}{n * n % 11}" for n in range(3000)]
    phrases = [f"w{a} v{n % 40}" for n, a in enumerate(words)]
    old = " ".join(phrases)
    new = old.replace("w00 v0", "changed", 1)
    blocks = aligned(old, new)
    assert holds(blocks, old, new)
    assert sum(block.length for block in blocks) >= len(old) - 6


def test_texts_without_landmarks_count_as_changed():
    old, new = "ab " * 5000, "cd ab " * 5000
    assert holds(aligned(old, new), old, new)

"""Keys that belong to a place and not to a command: they are listed with the others and stay as they are."""

FIXED_KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "In the text": (
        ("Select by character or line", "Shift+arrows"),
        ("Select by word", "Ctrl+Shift+arrows"),
        ("Select beyond whole words", "Alt+Shift+arrows, or Alt while selecting by mouse"),
    ),
    "In a picker": (
        ("Pick the numbered row, while nothing is typed", "1 … 9"),
        ("None of these (on a scale: its middle), while nothing is typed", "0"),
        ("Filter the list; a name that is not there can be made a tag", "Letters, then digits too"),
        ("Before a name that begins with a digit: what follows is typed", "Space"),
        ("Pick the highlighted row; pick it and stay for more", "Enter, Shift+Enter"),
        ("Take the best suggestion, while nothing is typed; one that is marked with ? only by its own key", "→"),
        ("After an actor: speaker, target, addressee, beneficiary, mentioned", "S T A B M"),
        ("Of a new actor: its kind", "1 … 9, or Enter to leave it open"),
        ("Scale: −2 −1 0 +1 +2, mixed, not expressed, none of these", "8 9 0 1 2, M, N, X"),
        ("Scale: the value itself", "− or +, then the digit"),
        ("Scroll the definition", "Ctrl+PageUp, Ctrl+PageDown"),
        ("Skip the dimension, go back, end the round", "Tab, Backspace, Esc"),
    ),
    "Beside the text": (
        ("On a tag: its picker; its menu", "Enter, Shift+F10"),
        ("On an actor: its role", "S T A B M"),
        ("On a tag: take it away", "Delete"),
        ("On a suggestion with a dotted outline: accept it", "Enter"),
        ("Back to the text", "Esc"),
        ("On the edge of a column: make it wider or narrower", "Arrows, Shift+arrows"),
    ),
    "In triage": (
        ("Keep the article", "K, Enter"),
        ("Leave it out; then its reason", "X, then 1 … 9"),
        ("Decide later; the article before", "Space, P"),
    ),
    "In the table of claims": (
        ("Tag the selected claims", "1 … 9"),
        ("Flag the selected claims; delete them", "F, Delete"),
        ("The passage in its article; below the table", "Enter, Space"),
        ("Find in quotations and translations", "/"),
    ),
    "In what was found": (
        ("From the field into the list; back to the field", "Down or Enter, Esc"),
        ("From hit to hit, onward and back", "N, P"),
        ("The passage in its article; back to what was found", "Enter, Alt+Left"),
        ("Before hits become claims: tick the selected ones, or not", "Space"),
    ),
    "Where coders differ": (
        ("Take the first or the second side; both", "1, 2; 3"),
        ("Another value; of a passage: leave it out", "0"),
        ("Say why", "R"),
        ("From difference to difference, onward and back", "N, P"),
        ("The passage in its article", "Enter"),
    ),
    "In the codebook": (
        ("New tag; rename; delete", "Insert, F2, Delete"),
        ("Move a tag up or down, beneath another or out", "Alt+arrows"),
    ),
    "In the list of outlets": (
        ("Into the form; back to the list", "Enter or F2, Esc"),
        ("Delete outlets that no article has", "Delete"),
    ),
}
"""What is done and the keys, by the heading under which they are listed."""

"""The style sheet of the application, written once over the tokens of a theme.

Widgets say what they are by dynamic properties: `kind` of a QPushButton is "primary", "danger", "link" or
"workspace", of a QLabel "title", "strong", "quiet", "small", "refusal" or "banner"; `tone` of a banner is "warn" or
"danger"; `surface` of a QWidget or QFrame is "paper", "raised" or "card".
"""

from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import QDir

_IMAGES = "styles"


def add_style_images() -> None:
    """Let the style sheet find its arrows and check marks; doing it again changes nothing."""
    QDir.setSearchPaths(_IMAGES, [str(Path(str(files("resources"))) / "styles")])


def style_sheet(tokens: dict[str, str], shade: str) -> str:
    """Fill the tokens (name to #rrggbb) into the style sheet; `shade` is "light" or "dark"."""
    return _SHEET.substitute(tokens, shade=shade)


_SHEET = Template("""
* { outline: 0; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line; padding: 4px 8px; font-size: 12px; }
QMainWindow, QDialog, QWizard { background: $window; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel { background: transparent; }
QLabel[kind="title"] { font-size: 20px; font-weight: 600; }
QLabel[kind="strong"] { font-size: 15px; font-weight: 600; }
QLabel[kind="quiet"] { color: $quiet; }
QLabel[kind="small"] { color: $quiet; font-size: 12px; }
QLabel[kind="refusal"] { color: $danger; font-size: 12px; }
[surface="paper"] { background: $paper; }
[surface="raised"] { background: $raised; }
[surface="card"] { background: $raised; border: 1px solid $line; border-radius: 6px; }
QFrame[kind="suggestion"] { background: $window; border: 0; border-top: 1px solid $line; }
[kind="banner"] { background: $accent_soft; border-radius: 6px; padding: 8px 12px; }
[kind="banner"][tone="warn"] { background: $raised; border-left: 3px solid $warn; }
[kind="banner"][tone="danger"] { background: $raised; border-left: 3px solid $danger; }

QMenuBar { background: $window; padding: 2px 4px; border: 0; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 6px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $accent_soft; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $edge; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 6px; }
QMenu::indicator:checked { image: url(styles:tick-$shade.svg); }
QMenu::right-arrow { image: url(styles:chevron-right-$shade.svg); width: 16px; height: 16px; margin-right: 4px; }
QToolBar { background: $window; border: 0; spacing: 4px; padding: 0 8px; }

QPushButton, QToolButton { background: $raised; color: $ink; border: 1px solid $edge; border-radius: 6px; }
QPushButton { padding: 5px 14px; min-height: 16px; }
QToolButton { padding: 4px; border-color: transparent; background: transparent; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked { background: $accent_soft; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; }
QPushButton:focus { padding: 4px 13px; }
QToolButton:focus { padding: 3px; }
QPushButton[kind="primary"], QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { border-color: $ink; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus { border: 2px solid $ink; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $accent; padding: 5px 4px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 4px 3px; }
QPushButton[kind="workspace"] { background: transparent; color: $quiet; border-color: transparent; padding: 5px 10px; }
QPushButton[kind="workspace"]:hover { color: $ink; }
QPushButton[kind="workspace"]:checked { background: $accent_soft; color: $ink; font-weight: 600; }
QPushButton[kind="workspace"]:focus { border: 2px solid $accent; padding: 4px 9px; }
QPushButton:disabled, QPushButton[kind="primary"]:disabled, QPushButton:default:disabled {
  background: $window; color: $edge; border-color: $line; }
QPushButton[kind="link"]:disabled { background: transparent; border-color: transparent; }
QToolButton:disabled { color: $edge; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: url(styles:chevron-down-$shade.svg); width: 16px; height: 16px; right: 6px;
  subcontrol-position: right center; subcontrol-origin: padding; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
  background: $raised; color: $ink; border: 1px solid $edge; border-radius: 6px; padding: 4px 7px;
  selection-background-color: $accent_soft; selection-color: $ink; placeholder-text-color: $quiet; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 18px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
  border: 2px solid $accent; padding: 3px 6px; }
QTextEdit[kind="page"] { background: $paper; border: 2px solid transparent; border-radius: 0; padding: 0; }
QTextEdit[kind="page"]:focus { border: 2px solid $accent; padding: 0; }
QLineEdit:read-only { background: $window; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
  background: $window; color: $edge; border-color: $line; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {
  border: 0; padding: 0 0 0 6px; background: transparent; min-height: 0; }
QComboBox { padding-right: 24px; }
QComboBox:focus { padding-right: 23px; }
QComboBox::drop-down { border: 0; width: 24px; subcontrol-origin: padding; subcontrol-position: right center; }
QComboBox::down-arrow { image: url(styles:chevron-down-$shade.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; padding: 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(styles:chevron-up-$shade.svg); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url(styles:chevron-down-$shade.svg); width: 14px; height: 14px; }

ReaderView, ReaderView:focus { background: $paper; border: 0; border-radius: 0; padding: 0;
  selection-background-color: $selection; selection-color: $ink; }

QAbstractItemView { background: $raised; border: 0; selection-background-color: $accent_soft; selection-color: $ink; }
QAbstractItemView::item { padding: 2px 6px; border: 0; }
QAbstractItemView::item:hover { background: $hover; }
QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QAbstractItemView::item:focus { border: 1px solid $accent; padding: 1px 5px; }
QListView::item, QTreeView::item { height: 24px; }
QTableView { gridline-color: $line; }
QHeaderView { background: $window; border: 0; }
QHeaderView::section { background: $window; color: $quiet; border: 0;
  border-bottom: 1px solid $line; padding: 4px 8px; font-size: 12px; font-weight: 600; text-align: left; }
QHeaderView::section:hover { color: $ink; background: $hover; }
QHeaderView::up-arrow { image: url(styles:chevron-up-$shade.svg); }
QHeaderView::down-arrow { image: url(styles:chevron-down-$shade.svg); }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 12px; height: 12px;
  subcontrol-origin: border; subcontrol-position: top center; }
QTableCornerButton::section { background: $window; border: 0; border-bottom: 1px solid $line; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url(styles:chevron-right-$shade.svg); }
QTreeView::branch:has-children:open { image: url(styles:chevron-down-$shade.svg); }

QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $quiet; padding: 6px 12px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { background: $accent_soft; color: $ink; }
QTabBar::close-button { image: url(styles:close-$shade.svg); }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }
QFrame[kind="focus"] { background: $accent; border: 0; }

QScrollArea, QStackedWidget { border: 0; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
  width: 14px; height: 14px; border: 1px solid $edge; border-radius: 4px; background: $raised; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $ink; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
  background: $accent; border-color: $accent; image: url(styles:check-$shade.svg); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url(styles:dash-$shade.svg); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url(styles:dot-$shade.svg); }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border-color: $ink; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $window; }
QCheckBox:disabled, QRadioButton:disabled { color: $edge; }
QGroupBox { border: 0; margin-top: 20px; padding: 0; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0; }

QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 16px; height: 16px; margin: -6px 0; border-radius: 8px; background: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $ink; width: 12px; height: 12px; }
QStatusBar { background: $window; color: $quiet; border-top: 1px solid $line; min-height: 27px; font-size: 12px; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $quiet; font-size: 12px; }
QDockWidget { titlebar-close-icon: url(styles:close-$shade.svg); }
QDockWidget::title { background: $window; padding: 6px 12px; }
""")

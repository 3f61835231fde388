//! Clean text costs no allocation: counted by an allocator of the test's own.
#![allow(missing_docs, unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::borrow::Cow;
use std::cell::Cell;

struct Counting;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: every call goes to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's contract.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> usize {
    let before = ALLOCATIONS.with(Cell::get);
    work();
    ALLOCATIONS.with(Cell::get) - before
}

#[test]
fn clean_text_allocates_nothing() {
    let texts = [
        "The ministers met in Rabat; “nothing is decided”, one said. R&D & more – it’s 5 °C.\n\nThe text follows.\n",
        "« Rien n’est décidé », a dit la ministre\u{A0}: «\u{A0}Tout reste ouvert\u{202F}!\u{A0}» À 10\u{A0}000 euros, M.\u{A0}Dupont.\n",
        "¿Qué pasó? El año pasado, más de 3.000 personas… «Nada», dijo el ministro.\n",
        "قال الوزير إن الاتفاق سيدخل حيز التنفيذ في مايو.\n",
        "大臣は「合意は五月に発効する」と述べた。\n",
    ];
    for text in texts {
        let text = text.repeat(50);
        let text = text.trim_end();
        let counted = allocations(|| {
            assert!(matches!(unisono::unicode::clean(text), Cow::Borrowed(_)), "{text:?}");
        });
        assert_eq!(counted, 0, "{}", &text[..40.min(text.len())].escape_debug());
    }
    assert!(allocations(|| drop(unisono::unicode::clean("a  b"))) > 0, "the count counts");
}

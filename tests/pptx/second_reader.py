"""second_reader.py FILE — a presentation as python-pptx reads it, a line a slide: its title, pictures from edge to edge,
notes, and where its links lead. Ends with 1 when the file is none, or no slide has the shape 16:9."""
import sys

from pptx import Presentation

deck = Presentation(sys.argv[1])
if deck.slide_width * 9 != deck.slide_height * 16:
    sys.exit(f"a slide is {deck.slide_width} by {deck.slide_height}")
for slide in deck.slides:
    whole = [
        shape
        for shape in slide.shapes
        if hasattr(shape, "image")
        and shape.image.content_type == "image/png"
        and (shape.left, shape.top, shape.width, shape.height) == (0, 0, deck.slide_width, deck.slide_height)
    ]
    links = [shape.click_action.hyperlink.address for shape in slide.shapes if hasattr(shape, "click_action")]
    print(
        slide.shapes.title.text,
        len(whole),
        slide.notes_slide.notes_text_frame.text,
        " ".join(link for link in links if link),
        sep=" | ",
    )

//! A chart on the screen: the shapes as SVG at three widths, and its table.

use leptos::prelude::*;

use crate::chart::{Chart, Shape, Width};
use crate::web::state::store;

/// A figure with its table below. `draw` is called for each width, `id` is unique in the page.
pub fn figure(id: String, draw: impl Fn(Width) -> Chart) -> AnyView {
    let table = draw(Width::Narrow).table;
    let drawn = [(Width::Narrow, "chart-narrow"), (Width::Middle, "chart-mid"), (Width::Wide, "chart-wide")]
        .map(|(width, class)| svg(&draw(width), class, &format!("{id}-{class}")));
    let head = table.head.iter().map(|cell| view! { <th scope="col">{cell.clone()}</th> }).collect_view();
    let rows = table.rows.iter().map(|row| {
        let mut cells = row.iter().cloned();
        let name = cells.next();
        let rest = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr><th scope="row">{name}</th>{rest}</tr> }
    });
    let rows = rows.collect_view();
    let state = store();
    let caption = table.caption.clone();
    view! {
        <figure class="chart chartbox chart-three">
            {drawn.into_iter().collect_view()}
            <details class="fold">
                <summary>{state.t("result.label.as-table")}<span class="vh">": "{caption.clone()}</span></summary>
                <div class="scroll" tabindex="0" role="region" aria-label=caption.clone()>
                    <table class="twin">
                        <caption class="vh">{caption.clone()}</caption>
                        <thead><tr>{head}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </figure>
    }
    .into_any()
}

/// Tenths of a unit as SVG writes them.
fn n(tenths: i32) -> String {
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!(
            "{}.{}",
            if tenths < 0 { format!("-{}", -tenths / 10) } else { (tenths / 10).to_string() },
            (tenths % 10).abs()
        )
    }
}

fn points(points: &[(i32, i32)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect::<Vec<_>>().join(" ")
}

fn svg(chart: &Chart, class: &'static str, id: &str) -> AnyView {
    let (title, description) = (format!("{id}-t"), format!("{id}-d"));
    let labelled = if chart.description.is_empty() { title.clone() } else { format!("{title} {description}") };
    let shapes = chart.shapes.iter().map(shape).collect_view();
    view! {
        <svg class=class viewBox=format!("0 0 {} {}", chart.width, chart.height) role="img" aria-labelledby=labelled>
            <title id=title>{chart.title.clone()}</title>
            <desc id=description>{chart.description.clone()}</desc>
            {shapes}
        </svg>
    }
    .into_any()
}

fn shape(shape: &Shape) -> AnyView {
    let class = shape.class();
    match shape {
        Shape::Rect { x, y, width, height, .. } => {
            view! { <rect class=class x=n(*x) y=n(*y) width=n(*width) height=n(*height)/> }.into_any()
        }
        Shape::Line { x1, y1, x2, y2, .. } => {
            view! { <line class=class x1=n(*x1) y1=n(*y1) x2=n(*x2) y2=n(*y2)/> }.into_any()
        }
        Shape::Polyline { points: list, .. } => {
            view! { <polyline class=class fill="none" points=points(list)/> }.into_any()
        }
        Shape::Polygon { points: list, .. } => view! { <polygon class=class points=points(list)/> }.into_any(),
        Shape::Circle { cx, cy, r, .. } => view! { <circle class=class cx=n(*cx) cy=n(*cy) r=n(*r)/> }.into_any(),
        Shape::Text { x, y, text, .. } => view! { <text class=class x=n(*x) y=n(*y)>{text.clone()}</text> }.into_any(),
        Shape::Glyph { glyph, x, y, size, .. } => view! {
            <svg class=class x=n(*x) y=n(*y) width=n(*size) height=n(*size)>
                <use href=format!("#{}", glyph.id())/>
            </svg>
        }
        .into_any(),
    }
}
